package io.headwater.streams.delivery;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Delivery stands beside the stream: the alerts topic is all they have in common. */
@AnalyzeClasses(packages = "io.headwater.streams", importOptions = DoNotIncludeTests.class)
class DeliveryArchitectureTest {

  private static final String DELIVERY = "io.headwater.streams.delivery..";

  @ArchTest
  static final ArchRule deliveryKnowsOnlyTheContractAndTheSettings =
      noClasses()
          .that()
          .resideInAPackage(DELIVERY)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.headwater..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.headwater.model..", "io.headwater.streams.config..", DELIVERY))))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule nobodyButWhoPutsTheAppTogetherKnowsDelivery =
      classes()
          .that()
          .resideInAPackage(DELIVERY)
          .and()
          .areTopLevelClasses()
          .and()
          .arePublic()
          .should()
          .haveSimpleName("DeliveryConfiguration");
}
