package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SensorsTest {

  private static final int MOST_NUMBERS = 1_000;

  private final Sensors sensors = new Sensors(new InMemoryStore(), 10, MOST_NUMBERS);

  @Test
  void shouldLetAllGoWhenAFleetThatStaysTheSameRemembersTooMuch() {
    // Given two sensors that are held, and light
    sensors.of("a");
    sensors.of("b");
    sensors.save();
    assertThat(sensors.of("a")).isSameAs(sensors.of("a"));
    assertThat(sensors.held()).isEqualTo(2);
    // When they remember more and more
    for (int i = 0; i < MOST_NUMBERS; i++) {
      learn("a", i);
      learn("b", i);
    }
    sensors.save();
    // Then they are let go, and what they remember is in the store
    Sensor again = sensors.of("a");
    assertThat(sensors.held()).isEqualTo(1);
    assertThat(series(again).lowest(0, MOST_NUMBERS * 100_000L)).isZero();
  }

  @Test
  void shouldHoldNoMoreSensorsThanItMay() {
    for (int i = 0; i < 100; i++) {
      sensors.of("s-" + i);
      assertThat(sensors.held()).isLessThanOrEqualTo(10);
    }
  }

  private void learn(String sensorId, int number) {
    Sensor sensor = sensors.of(sensorId);
    series(sensor).add(number * 100_000L, number);
    sensors.touch(sensor);
  }

  private static SpikeSeries series(Sensor sensor) {
    return sensor.memory().of("spike", SpikeMemory.KIND).series("bar", 240_000_000L);
  }
}
