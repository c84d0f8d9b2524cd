package io.headwater.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.headwater.quickstart", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule oneClassTouchesTheInternalsOfTheBroker =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.headwater.quickstart.broker.RaftServer")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kafka..", "scala..", "org.apache.kafka.metadata..");

  @ArchTest
  static final ArchRule sourcesKnowNeitherClockNorKafka =
      noClasses()
          .that()
          .resideInAnyPackage("..quickstart.source", "..quickstart.plant", "..quickstart.replay")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "..quickstart.simulate", "..quickstart.broker")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.InstantSource")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule theSimulatorNeedsNoBrokerOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage("..quickstart.simulate")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..quickstart.broker");
}
