package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.DestinationSettings.Shape;
import io.wkgate.testing.Recordings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: what is handed on in the shape of 1.2 or 2.x is what v1.2.6 or v2.2.5 sent for the same call, field by
 * field, or the difference is in docs/relayed-shapes.md; for every event that was recorded of any version.
 */
class RelayedShapesTest {

    private static final ComparedShapes COMPARED = new ComparedShapes();
    private static final Path PAGE = Path.of("docs", "relayed-shapes.md");
    private static final Path MADE = Path.of("target", "relayed-shapes.md");

    static Stream<Arguments> shapesAndVersions() {
        return Stream.of(Shape.ONE, Shape.TWO)
                .flatMap(shape -> Recordings.versions().stream().map(version -> Arguments.of(shape, version)));
    }

    @ParameterizedTest
    @MethodSource("shapesAndVersions")
    void whatDiffersFromTheModelIsKnown(Shape shape, String version) {
        List<KnownDifference> known = KnownDifference.all().stream()
                .filter(difference -> difference.shape() == shape)
                .toList();
        assertThat(COMPARED.differences(shape, version))
                .filteredOn(found -> known.stream()
                        .noneMatch(difference -> difference.covers().test(version, found)))
                .isEmpty();
    }

    @Test
    void everyKnownDifferenceIsStillOne() {
        assertThat(KnownDifference.all())
                .filteredOn(known -> Recordings.versions().stream()
                        .noneMatch(version -> COMPARED.differences(known.shape(), version).stream()
                                .anyMatch(found -> known.covers().test(version, found))))
                .isEmpty();
    }

    @Test
    void thePageIsWhatTheRecordingsSay() throws Exception {
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, new RelayedShapesPage(COMPARED).text());
        assertThat(Files.readString(PAGE))
                .as("it is stale: cp " + MADE + " " + PAGE)
                .isEqualTo(Files.readString(MADE));
    }

    /** Done when 1 of the relay: what clients of v3 do is told as v1.2.6 tells it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client person",
                "client person back",
                "client person without red dot",
                "client person to one who is away",
                "client to oneself",
                "client group",
                "client group without red dot",
                "client group with expire",
                "client group with setting and topic",
                "client person from a uid with a dash",
                "client person to a uid with a dash",
                "person command",
                "person command back",
                "group command",
                "command to oneself",
                "subscribers command",
                "group command of the system",
                "api person command between two who are away",
                "api person command back between two who are away"
            })
    void whatIsSentOnThreeIsNotifiedAsOnOne(String call) {
        RecordedElement onThree = notified("v3-20260823", call);
        RecordedElement onOne = notified("v1.2.6", call);
        assertThat(ShapeDifference.of(onThree.shaped(Shape.ONE), List.of(onOne)).orElseThrow())
                .isEmpty();
    }

    /** Also of the calls that have no counterpart on v1.2.6. */
    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void aCommandHasTheRealChannelAndNoNumberOnOne(String version) {
        for (RecordedElement element : COMPARED.elements(version)) {
            JsonObject fields = element.shaped(Shape.ONE).fields();
            if (fields.getJsonObject("header").getInteger("sync_once") == 1) {
                String channel = fields.getString("channel_id");
                assertThat(fields.getLong("message_seq")).isZero();
                assertThat(channel.endsWith("____cmd"))
                        .as("only where v2 lost the peer: %s", fields)
                        .isEqualTo(version.startsWith("v2")
                                && fields.getInteger("channel_type") == ChannelKey.PERSON
                                && element.fields()
                                        .getString("channel_id")
                                        .equals(fields.getString("from_uid") + "____cmd"));
            }
        }
    }

    /** More users are offline than v3 puts into one msg.offline, and where it is full it compresses them. */
    @ParameterizedTest
    @EnumSource(names = {"ONE", "TWO"})
    void everyUserWhomThreeCompressesIsNamed(Shape shape) {
        assertThat(offlineUids(
                        "v3-20260823", shape, ofMany -> assertThat(ofMany).hasSize(2)))
                .hasSize(599)
                .isEqualTo(offlineUids(
                        ComparedShapes.model(shape),
                        shape,
                        ofMany -> assertThat(ofMany).hasSize(1)));
    }

    private static Set<Object> offlineUids(String version, Shape shape, Consumer<List<RecordedElement>> check) {
        List<RecordedElement> ofMany = COMPARED.elements(version).stream()
                .filter(element -> element.event().equals("msg.offline")
                        && element.call().equals("scene: group of many who are away"))
                .map(element -> element.shaped(shape))
                .toList();
        check.accept(ofMany);
        return ofMany.stream()
                .flatMap(element -> element.fields().getJsonArray("to_uids").stream())
                .collect(Collectors.toSet());
    }

    private static RecordedElement notified(String version, String call) {
        return COMPARED.elements(version).stream()
                .filter(element ->
                        element.event().equals("msg.notify") && element.call().equals("scene: " + call))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("shapesAndVersions")
    void payloadAndIdsAreTheVeryBytes(Shape shape, String version) {
        for (RecordedElement element : COMPARED.elements(version)) {
            for (String field : List.of("payload", "message_id", "message_idstr", "client_msg_no", "timestamp")) {
                assertThat(raw(element.shaped(shape), field)).isEqualTo(raw(element, field));
            }
        }
    }

    private static String raw(RecordedElement element, String field) {
        return new String(
                WireObject.read(element.json().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .raw(field),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("shapesAndVersions")
    void whatIsInTheShapeStaysAsItIs(Shape shape, String version) {
        for (RecordedElement element : COMPARED.elements(version)) {
            RecordedElement shaped = element.shaped(shape);
            assertThat(shaped.shaped(shape)).isEqualTo(shaped);
        }
    }

    @ParameterizedTest
    @MethodSource("shapesAndVersions")
    void theModelsOwnBodiesAndAllPresenceKeepTheirVeryBytes(Shape shape, String version) {
        List<Recordings.Event> events = Stream.concat(
                        Recordings.http(version).stream(), Recordings.scene(version).stream())
                .filter(event -> version.equals(ComparedShapes.model(shape))
                        || event.name().equals("user.onlinestatus"))
                .toList();
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            Buffer body = Buffer.buffer(event.body());
            assertThat(RelayedBody.of(event.name(), shape, Optional.empty(), body))
                    .isSameAs(body);
        });
    }
}
