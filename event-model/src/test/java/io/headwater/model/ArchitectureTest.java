package io.headwater.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.JsonCodec;

@AnalyzeClasses(packages = "io.headwater.model", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theContractNeedsNoFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "org.apache.kafka..",
              "org.slf4j..",
              "com.fasterxml..",
              "tools.jackson.databind..");

  @ArchTest
  static final ArchRule recordsKnowNothingOfHowTheyAreWritten =
      noClasses()
          .that()
          .resideInAnyPackage("io.headwater.model", "io.headwater.model.settings")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.headwater.model.json..", "tools.jackson..");

  @ArchTest
  static final ArchRule theContractAndTheSettingsStandApart =
      noClasses()
          .that()
          .resideInAnyPackage("io.headwater.model", "io.headwater.model.json")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.headwater.model.settings..");

  @ArchTest
  static final ArchRule theOnlyDoorsOfJsonAreItsCodecs =
      classes()
          .that()
          .resideInAPackage("io.headwater.model.json")
          .and()
          .arePublic()
          .should()
          .beAssignableTo(JsonCodec.class)
          .orShould()
          .beAssignableTo(ContractViolation.class)
          .orShould()
          .beEnums();
}
