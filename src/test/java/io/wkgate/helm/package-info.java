/**
 * The chart in {@code helm/wkgate}. What needs helm is skipped, and says so, where there is none: {@code .ci/install-helm}
 * makes one. {@code -Dchart.write=true} writes anew what is made from something else: the rendered manifests in
 * {@code src/test/resources/helm}, the chart's README, and the settings in its schema.
 */
package io.wkgate.helm;
