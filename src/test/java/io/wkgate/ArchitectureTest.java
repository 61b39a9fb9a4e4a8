package io.wkgate;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The promise: a dependency points only downwards in the list of rooms, and the rules of the house hold in every room. */
class ArchitectureTest {

    /** From the top down, as docs and package-infos name them. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "boot",
            "ops",
            "api",
            "doctor",
            "compat",
            "revoke",
            "relay",
            "gap",
            "intake",
            "upstream",
            "replica",
            "store",
            "event",
            "web",
            "config");

    private static final DescribedPredicate<JavaClass> GENERATED = DescribedPredicate.describe(
            "generated", type -> type.getPackageName().equals("io.wkgate.intake.grpc"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.wkgate");

    private static final JavaClasses OWN = CLASSES.that(DescribedPredicate.not(GENERATED));

    @Test
    void aDependencyPointsOnlyDownwards() {
        Architectures.LayeredArchitecture rooms =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS) {
            rooms = rooms.optionalLayer(room).definedBy("io.wkgate." + room + "..");
        }
        for (int i = 0; i < ROOMS.size(); i++) {
            String[] above = ROOMS.subList(0, i).toArray(String[]::new);
            rooms = above.length == 0
                    ? rooms.whereLayer(ROOMS.get(i)).mayNotBeAccessedByAnyLayer()
                    : rooms.whereLayer(ROOMS.get(i)).mayOnlyBeAccessedByLayers(above);
        }
        rooms.check(CLASSES);
    }

    @Test
    void everyClassIsInARoom() {
        assertThat(CLASSES)
                .isNotEmpty()
                .allSatisfy(type ->
                        assertThat(type.getPackageName().split("\\.")[2]).isIn(ROOMS));
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("io.wkgate.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyRoomSaysWhatItPromisesAndIsNullMarked() {
        JavaPackage root = CLASSES.getPackage("io.wkgate");
        assertThat(root.getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsAll(ROOMS);
        assertThat(root.getSubpackagesInTree().stream().filter(ArchitectureTest::isOwn))
                .allSatisfy(own -> assertThat(own.isAnnotatedWith(NullMarked.class))
                        .as(own.getName())
                        .isTrue());
    }

    private static boolean isOwn(JavaPackage candidate) {
        return !candidate.getName().equals("io.wkgate.intake.grpc")
                && !candidate.getClasses().isEmpty();
    }

    @Test
    void noNameHidesWhatAClassIsFor() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Manager|Helper)(\\$.*)?")
                .check(OWN);
    }

    @Test
    void noStaticFieldCanChange() {
        fields().that()
                .haveModifier(STATIC)
                .and()
                .doNotHaveModifier(SYNTHETIC)
                .should()
                .haveModifier(FINAL)
                .check(OWN);
        Stream<JavaField> statics = OWN.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(STATIC)
                        && !field.getModifiers().contains(SYNTHETIC));
        assertThat(statics).isNotEmpty().noneMatch(ArchitectureTest::holdsState);
    }

    /** Immutable lists and sets are declared by their interface; a declared class of a collection says it is written to. */
    private static boolean holdsState(JavaField field) {
        JavaClass type = field.getRawType();
        boolean atomic = type.getPackageName().startsWith("java.util.concurrent.atomic");
        boolean collection =
                !type.isInterface() && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
        return type.isArray() || atomic || collection;
    }

    @Test
    void onlyCommandsWriteToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wkgate.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(OWN);
    }
}
