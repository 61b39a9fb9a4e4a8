package io.wkgate.compat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.UpgradeEffect.Direction;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/** The report as {@code /v1/compat} and {@code wkgate compat --json} show it, every text in both languages. */
public final class CompatJson {

    private CompatJson() {}

    public static JsonObject of(CompatView view) {
        return new JsonObject()
                .put("nodes", list(view.nodes(), CompatJson::node))
                .put("versions", list(view.columns(), column -> column(view, column)))
                .put("releases", list(view.matrix().releases(), CompatJson::release))
                .put("groups", list(view.matrix().groups(), group -> group(view, group)));
    }

    private static JsonObject node(RunningNode node) {
        JsonObject json = new JsonObject()
                .put("node", node.number())
                .put("url", node.address())
                .put("state", node.state().label());
        node.running().ifPresent(running -> json.put("line", running.line()).put("version", running.version()));
        return json;
    }

    private static JsonObject column(CompatView view, Column column) {
        MeasuredVersion measured = column.measured();
        JsonObject json = new JsonObject()
                .put("name", column.name())
                .put("line", measured.line())
                .put("measured", measured.name())
                .put("tag", measured.tag())
                .put("released", measured.released().toString())
                .put("fit", column.nearest().fit().name().toLowerCase(Locale.ROOT))
                .put("own", column.own())
                .put("nodes", list(column.nodes(), RunningNode::number));
        JsonObject tally = new JsonObject();
        view.tally(column).forEach((support, count) -> tally.put(support.label(), count));
        json.put("tally", tally);
        if (column.own()) {
            json.put(
                            "lacking",
                            list(
                                    view.lacking(column),
                                    statement -> statement.feature().id()))
                    .put("upgrades", list(view.others(column), to -> upgrade(view, column, to)));
        }
        return json;
    }

    private static JsonObject upgrade(CompatView view, Column from, Column to) {
        Changes changes = view.changes(from, to);
        return new JsonObject()
                .put("to", to.name())
                .put("newer", to.newerThan(from))
                .put("worse", ids(changes.of(Direction.WORSE)))
                .put("lost", ids(changes.lost()))
                .put("better", ids(changes.of(Direction.BETTER)))
                .put("different", ids(changes.of(Direction.DIFFERENT)));
    }

    private static JsonArray ids(List<UpgradeEffect.Change> changes) {
        return list(changes, change -> change.feature().id());
    }

    private static JsonObject release(Release release) {
        return new JsonObject()
                .put("tag", release.tag())
                .put("line", release.line())
                .put("released", release.released().toString())
                .put("inherits", release.inherits());
    }

    private static JsonObject group(CompatView view, FeatureGroup group) {
        return new JsonObject()
                .put("id", group.id())
                .put("title", text(group.title()))
                .put("features", list(group.features(), feature -> feature(view, feature)));
    }

    private static JsonObject feature(CompatView view, Feature feature) {
        JsonObject cells = new JsonObject();
        view.columns().forEach(column -> cells.put(column.name(), cell(view.statement(column, feature))));
        return new JsonObject()
                .put("id", feature.id())
                .put("title", text(feature.title()))
                .put("why", text(feature.why()))
                .put("cells", cells);
    }

    private static JsonObject cell(Statement statement) {
        JsonObject json = new JsonObject()
                .put("support", statement.support().label())
                .put("outcome", statement.outcome().id())
                .put("text", text(statement.text()))
                .put("facts", new JsonObject(new TreeMap<String, Object>(statement.facts())))
                .put("evidence", list(statement.evidence(), CompatJson::evidence));
        statement.wkgate().ifPresent(done -> json.put("wkgate", text(done)));
        return json;
    }

    private static JsonObject evidence(Evidence evidence) {
        JsonObject json = new JsonObject();
        if (evidence instanceof Evidence.Recording recording) {
            json.put("recording", recording.file());
        } else if (evidence instanceof Evidence.RealRun run) {
            json.put("run", run.file());
        } else if (evidence instanceof Evidence.Test test) {
            json.put("test", test.name());
        }
        return json.put("on", evidence.on().toString());
    }

    private static JsonObject text(Text text) {
        return new JsonObject().put("en", text.en()).put("zh", text.zh());
    }

    private static <T> JsonArray list(List<T> items, Function<T, Object> json) {
        return new JsonArray(items.stream().map(json).toList());
    }
}
