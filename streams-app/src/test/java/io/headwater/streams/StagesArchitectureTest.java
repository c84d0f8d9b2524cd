package io.headwater.streams;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.headwater", importOptions = DoNotIncludeTests.class)
class StagesArchitectureTest {

  private static final String MODEL = "io.headwater.model..";
  private static final String CONFIG = "io.headwater.streams.config..";
  private static final String TIME = "io.headwater.streams.time..";
  private static final String STATE = "io.headwater.streams.state..";

  @ArchTest static final ArchRule ingestKnowsNoOtherStage = knowsOnlyTime("ingest");
  @ArchTest static final ArchRule enrichKnowsNoOtherStage = knowsOnlyTime("enrich");
  @ArchTest static final ArchRule anomalyKnowsNoOtherStage = knowsOnlyTime("anomaly");
  @ArchTest static final ArchRule alertKnowsNoOtherStage = knowsOnlyTime("alert");
  @ArchTest static final ArchRule windowKnowsNoOtherStage = knowsOnlyTime("window");
  @ArchTest static final ArchRule timeKnowsNoStage = knowsOnlyTime("time");

  @ArchTest
  static final ArchRule stagesKnowNoSpring =
      noClasses()
          .that()
          .resideInAnyPackage(
              stage("ingest"),
              stage("time"),
              stage("enrich"),
              stage("anomaly"),
              stage("alert"),
              stage("window"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  /** Of our own packages: the model, the settings, time, how state is kept, and itself. */
  private static ArchRule knowsOnlyTime(String name) {
    return noClasses()
        .that()
        .resideInAPackage(stage(name))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.headwater..")
                .and(not(resideInAnyPackage(MODEL, CONFIG, TIME, STATE, stage(name)))));
  }

  private static String stage(String name) {
    return "io.headwater.streams." + name + "..";
  }
}
