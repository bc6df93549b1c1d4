package io.bellhop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The walls of {@code docs/architecture.md}. */
class ArchitectureTest {

    private static final JavaClasses BELLHOP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.bellhop");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.bellhop.(*)..").should().beFreeOfCycles().check(BELLHOP);
    }

    @Test
    void aProviderIsKnownInItsOwnFolderOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bellhop.provider.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bellhop.provider.*..")
                .check(BELLHOP);
        slices().matching("io.bellhop.provider.(*)..")
                .should()
                .notDependOnEachOther()
                .check(BELLHOP);
    }

    @Test
    void provingAndReadingDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage("io.bellhop.provider..", "io.bellhop.signature..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.vertx..", "io.smallrye.mutiny..", "java.net..", "java.nio.file..", "java.sql..")
                        .and(not(type(URI.class)))) // a name, not a connection
                .check(BELLHOP);
    }

    @Test
    void onlySignatureTouchesKeys() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.bellhop.signature..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .check(BELLHOP);
    }

    @Test
    void nothingButStartUpWaits() {
        noClasses()
                .that(DescribedPredicate.describe("do not start the application", ArchitectureTest::isNotStartUp))
                .should()
                .callMethod(Uni.class, "await")
                .check(BELLHOP);
    }

    private static boolean isNotStartUp(JavaClass type) {
        return type.getMethods().stream()
                .flatMap(method -> method.getRawParameterTypes().stream())
                .noneMatch(parameter -> parameter.isEquivalentTo(StartupEvent.class));
    }

    @Test
    void everyResourceSaysWhoMayCallIt() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .areNotInterfaces() // what we call, not what calls us
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .check(BELLHOP);
    }
}
