package io.headwater.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way things may look. */
@AnalyzeClasses(packages = "io.headwater.sink", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ROOMS_LOOK_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("config")
          .definedBy("io.headwater.sink.config")
          .layer("parquet")
          .definedBy("io.headwater.sink.parquet")
          .layer("batch")
          .definedBy("io.headwater.sink.batch")
          .layer("delta")
          .definedBy("io.headwater.sink.delta..")
          .layer("gaps")
          .definedBy("io.headwater.sink.gaps")
          .layer("maintain")
          .definedBy("io.headwater.sink.maintain")
          .layer("worker")
          .definedBy("io.headwater.sink.worker")
          .layer("audit")
          .definedBy("io.headwater.sink.audit")
          .layer("tables")
          .definedBy("io.headwater.sink.tables")
          .layer("runtime")
          .definedBy("io.headwater.sink.runtime")
          .layer("app")
          .definedBy("io.headwater.sink")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("runtime")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("audit")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("tables")
          .mayOnlyBeAccessedByLayers("app")
          .whereLayer("worker")
          .mayOnlyBeAccessedByLayers("runtime")
          .whereLayer("gaps")
          .mayOnlyBeAccessedByLayers("worker", "audit", "runtime")
          .whereLayer("maintain")
          .mayOnlyBeAccessedByLayers("worker", "runtime", "tables")
          .whereLayer("delta")
          .mayOnlyBeAccessedByLayers("gaps", "maintain", "worker", "audit", "runtime", "tables")
          .whereLayer("batch")
          .mayOnlyBeAccessedByLayers("delta", "gaps", "worker", "audit", "runtime")
          .whereLayer("parquet")
          .mayOnlyBeAccessedByLayers(
              "batch", "delta", "gaps", "maintain", "worker", "audit", "runtime", "tables");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.headwater.sink.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONE_FAMILY_KNOWS_DELTA_STANDALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.headwater.sink.delta")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.delta..");

  @ArchTest
  static final ArchRule NO_LOCAL_LOG_STORE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveSimpleName("LocalLogStore")
          .because("it lost commits of two processes");

  @ArchTest
  static final ArchRule DECISIONS_DO_NO_IO =
      noClasses()
          .that()
          .resideInAPackage("io.headwater.sink.batch")
          .or()
          .haveSimpleName("CompactionPlan")
          .or()
          .haveSimpleName("ChoreTurns")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io", "java.nio..", "org.apache.hadoop..", "org.slf4j..")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule SPRING_STAYS_AT_THE_EDGE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.headwater.sink.batch",
              "io.headwater.sink.parquet",
              "io.headwater.sink.delta",
              "io.headwater.sink.worker")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");
}
