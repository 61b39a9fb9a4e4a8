package io.wkgate.compat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The files of a matrix of one feature and two versions that the linter is content with, to be spoilt in one place. */
final class SmallMatrix {

    static final String FEATURE = "health.readyz";

    private static final String FEATURES = "features/10-health.json";
    private static final String OLD = "versions/v2.0.4.json";
    private static final String NEW = "versions/v3-20260823.json";

    private final Map<String, JsonObject> files = new HashMap<>();

    SmallMatrix() {
        files.put("index.json", new JsonObject("""
                {"features": ["%s"], "versions": ["%s", "%s"], "releases": "releases.json"}
                """.formatted(FEATURES, OLD, NEW)));
        files.put(FEATURES, new JsonObject("""
                {"group": "health", "title": {"en": "Health", "zh": "健康检查"}, "features": [{
                  "id": "health.readyz",
                  "title": {"en": "GET /readyz", "zh": "GET /readyz"},
                  "why": {"en": "Without it nobody knows.", "zh": "没有它就无从得知。"},
                  "outcomes": {
                    "there": {"support": "works", "text": {"en": "answers {status}", "zh": "返回 {status}"}},
                    "missing": {
                      "support": "degraded",
                      "text": {"en": "answers {status}", "zh": "返回 {status}"},
                      "wkgate": {"en": "asks another", "zh": "改问别处"}}}}]}
                """));
        files.put(OLD, version("v2.0.4", "v2.0.4-beta-20240904", "2.x", "2024-09-24", "missing", "404"));
        files.put(NEW, version("v3-20260823", "main", "3.x", "2026-08-23", "there", "200"));
        files.put("releases.json", new JsonObject("""
                {"releases": [
                  {"tag": "v2.0.3-beta", "line": "2.x", "released": "2024-08-28", "inherits": "v2.0.4"},
                  {"tag": "v2.1.3-20250210", "line": "2.x", "released": "2025-03-20", "inherits": "v2.0.4"}]}
                """));
    }

    private static JsonObject version(
            String name, String tag, String line, String released, String outcome, String status) {
        return new JsonObject("""
                {"version": "%s", "tag": "%s", "line": "%s", "released": "%s", "cells": {"health.readyz": {
                  "outcome": "%s", "facts": {"status": "%s"},
                  "evidence": [{"recording": "%s/api.json", "on": "2026-11-21"}]}}}
                """.formatted(name, tag, line, released, outcome, status, name));
    }

    SmallMatrix feature(Consumer<JsonObject> change) {
        change.accept(features().getJsonObject(0));
        return this;
    }

    SmallMatrix outcome(String id, Consumer<JsonObject> change) {
        return feature(
                feature -> change.accept(feature.getJsonObject("outcomes").getJsonObject(id)));
    }

    JsonArray features() {
        return files.get(FEATURES).getJsonArray("features");
    }

    /** That of v2.0.4. */
    SmallMatrix cell(Consumer<JsonObject> change) {
        return version(version -> change.accept(version.getJsonObject("cells").getJsonObject(FEATURE)));
    }

    /** v2.0.4. */
    SmallMatrix version(Consumer<JsonObject> change) {
        change.accept(files.get(OLD));
        return this;
    }

    SmallMatrix release(Consumer<JsonObject> change) {
        change.accept(files.get("releases.json").getJsonArray("releases").getJsonObject(0));
        return this;
    }

    Matrix read() {
        return new MatrixReader(name -> files.get(name).encode()).read();
    }
}
