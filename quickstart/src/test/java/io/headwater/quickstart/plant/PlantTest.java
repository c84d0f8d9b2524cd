package io.headwater.quickstart.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlantTest {

  @Test
  void shouldSpreadAllKindsOfSensorsEvenlyOverTheLocations() {
    Plant plant = Plant.build(500, 20, 1);

    Map<String, Long> perLocation =
        plant.sensors().stream()
            .collect(
                Collectors.groupingBy(each -> each.location().fieldValue(), Collectors.counting()));
    assertThat(perLocation).hasSize(20);
    assertThat(perLocation.values()).allMatch(count -> count >= 20 && count <= 30);
    Map<String, Set<DeviceType>> types =
        plant.sensors().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.location().fieldValue(),
                    Collectors.mapping(each -> each.mounting().deviceType(), Collectors.toSet())));
    assertThat(types.values()).allMatch(kinds -> kinds.size() == DeviceType.values().length);
  }

  @Test
  void shouldKnowEverySensorAndGiveSomeLimitsOfTheirOwn() {
    Plant plant = Plant.build(50, 20, 1);

    Map<String, SensorReference> references = plant.references();

    assertThat(references).hasSize(50);
    assertThat(references.get("temp-00001"))
        .satisfies(
            reference -> {
              assertThat(reference.site()).isEqualTo("dayton");
              assertThat(reference.line()).isEqualTo("stamping-1");
              assertThat(reference.machine()).isEqualTo("machine-1");
              assertThat(reference.expectedUnit()).isEqualTo("fahrenheit");
              assertThat(reference.limits()).isNull();
            });
    assertThat(references.values().stream().map(SensorReference::limits).filter(l -> l != null))
        .hasSize(7)
        .allSatisfy(limits -> assertThat(limits).extracting(Limits::unit).isNotNull());
  }

  @Test
  void shouldNameTheShareThatIsNone() {
    assertThatThrownBy(() -> new Shares(0, 0, 0, 0, 0, 0, 0.6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--silence-share is 0.6, and must lie between 0 and 0.5");
    assertThatThrownBy(() -> new Shares(Double.NaN, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("--late-share");
  }
}
