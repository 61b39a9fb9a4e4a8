# Three stages: the jar, a JRE with an archive of the jar's loaded classes, and an image that holds only those two.
# docs/container.md says how it is run, compose.yaml runs it with a MySQL and a WuKongIM.

# The jar
FROM maven:3.9-eclipse-temurin-17 AS jar
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp package -Psbom -DskipTests

# The JRE, and the archive from which the JVM takes loaded classes instead of loading them
FROM jar AS jre
# Beside what jdeps finds in the jar: what no class names. jdk.charsets for gbk, big5 and others in a database, jdk.crypto.ec
# for TLS with elliptic curves.
ARG FURTHER_MODULES=jdk.charsets,jdk.crypto.ec
# These options are the JRE's own, the weakest of all, so that JAVA_TOOL_OPTIONS can change each: half of the container's
# memory for the heap (the rest is for buffers, code and classes), an end instead of a life without memory, no file in /tmp.
RUN modules="$(jdeps --ignore-missing-deps --multi-release 17 --print-module-deps target/wkgate.jar)" \
    && jlink --add-modules "$modules,$FURTHER_MODULES" --strip-java-debug-attributes --no-header-files --no-man-pages --compress=2 \
      --generate-cds-archive --add-options "-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData" \
      --output /opt/jre
# The archive is valid for this JRE and for a jar of this path, time and size; the JVM starts without it if one differs.
RUN mkdir /app && cp -p target/wkgate.jar /app/ \
    && java src/main/docker/ClassArchive.java target/wkgate.jar /opt/jre/bin/java /app/wkgate.jar /app/wkgate.jsa

FROM debian:12-slim
LABEL org.opencontainers.image.title="wkgate" \
      org.opencontainers.image.description="Stands in front of WuKongIM: stores every message before it is acknowledged." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=jre /opt/jre /opt/jre
COPY --from=jre /app /app
COPY --from=jar /build/LICENSE /app/LICENSE
COPY --from=jar /build/target/classes/META-INF/sbom/wkgate-sbom.json /app/wkgate-sbom.json
# conf/wkgate.yaml, if one is mounted there
WORKDIR /app
# Health has to be reachable from outside the container; everything else there asks for the key.
ENV WKGATE_OPS_HOST=0.0.0.0
# By number, so that an orchestrator sees that it is not root
USER 10001:10001
# Webhook over HTTP and gRPC, api, ops
EXPOSE 6970 6979 6980 6990
# No HEALTHCHECK: it would have to start a JVM or need a shell. Ask /health/live and /health/ready on port 6990 from outside.
ENTRYPOINT ["/opt/jre/bin/java", "-XX:SharedArchiveFile=/app/wkgate.jsa", "-jar", "/app/wkgate.jar"]
