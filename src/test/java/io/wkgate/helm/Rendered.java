package io.wkgate.helm;

import static io.wkgate.helm.Scenario.at;
import static io.wkgate.helm.Scenario.list;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The objects of one rendering, by what they are. */
record Rendered(List<Map<String, Object>> objects) {

    static Rendered of(Scenario scenario) throws Exception {
        return new Rendered(
                Scenario.objects(Helm.orSkip().template(scenario.values()).success()));
    }

    List<Map<String, Object>> kind(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    Map<String, Object> one(String kind, String name) {
        return kind(kind).stream()
                .filter(object -> name.equals(at(object, "metadata", "name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    Map<String, Object> deployment() {
        return kind("Deployment").get(0);
    }

    /** What the deployment's pods, the migration's and the test's are made from. */
    List<Object> pods() {
        return Stream.of(
                        kind("Deployment").stream().map(object -> at(object, "spec", "template", "spec")),
                        kind("Job").stream().map(object -> at(object, "spec", "template", "spec")),
                        kind("Pod").stream().map(object -> at(object, "spec")))
                .flatMap(each -> each)
                .toList();
    }

    /** The variables of a pod that have a value; a value that is taken from elsewhere is left out. */
    static Map<String, String> environment(Object pod) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Object variable : list(at(pod, "containers", 0, "env"))) {
            if (at(variable, "value") instanceof String value) {
                environment.put((String) at(variable, "name"), value);
            }
        }
        return environment;
    }

    /** What a pod's container finds in the files of its volumes, of those Secrets and ConfigMaps that the chart makes. */
    Map<String, String> files(Object pod) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Object mount : list(at(pod, "containers", 0, "volumeMounts"))) {
            for (Object volume : list(at(pod, "volumes"))) {
                if (at(volume, "name").equals(at(mount, "name"))) {
                    content(volume).forEach((file, text) -> files.put(at(mount, "mountPath") + "/" + file, text));
                }
            }
        }
        return files;
    }

    private Map<String, String> content(Object volume) {
        Map<String, String> content = new LinkedHashMap<>();
        if (at(volume, "configMap", "name") instanceof String name) {
            ((Map<?, ?>) one("ConfigMap", name).get("data"))
                    .forEach((file, text) -> content.put((String) file, (String) text));
        }
        if (at(volume, "secret", "secretName") instanceof String name) {
            secret(name, list(at(volume, "secret", "items")), content);
        }
        for (Object source : list(at(volume, "projected", "sources"))) {
            secret((String) at(source, "secret", "name"), list(at(source, "secret", "items")), content);
        }
        return content;
    }

    private void secret(String name, List<?> items, Map<String, String> content) {
        for (Object item : items) {
            String key = (String) at(item, "key");
            kind("Secret").stream()
                    .filter(secret -> name.equals(at(secret, "metadata", "name")))
                    .findFirst()
                    .ifPresentOrElse(
                            secret ->
                                    content.put((String) at(item, "path"), decoded(at(secret, "data", key), name, key)),
                            () -> content.put((String) at(item, "path"), ""));
        }
    }

    private static String decoded(Object text, String name, String key) {
        if (text == null) {
            throw new AssertionError("Secret " + name + " has no key " + key);
        }
        return new String(Base64.getDecoder().decode((String) text), StandardCharsets.UTF_8);
    }
}
