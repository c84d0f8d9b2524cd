package io.headwater.model.json;

import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;

/** The value of a record in the reference topic; its key is the sensor id. */
public final class SensorReferenceJson extends ObjectCodec<SensorReference> {

  @Override
  void write(SensorReference reference, FieldWriter out) {
    writePlant(reference, out);
    if (reference.limits() == null) {
      out.text("limits", null);
    } else {
      out.object("limits", reference.limits(), SensorReferenceJson::writeLimits);
    }
    out.timeOrNull("muted_until", reference.mutedUntil());
  }

  /** The fields that an enriched event repeats. */
  static void writePlant(SensorReference reference, FieldWriter out) {
    out.text("site", reference.site());
    out.text("line", reference.line());
    out.text("machine", reference.machine());
    out.text("display_name", reference.displayName());
    out.text("expected_unit", reference.expectedUnit());
  }

  private static void writeLimits(Limits limits, FieldWriter out) {
    out.numberOrNull("low", limits.low());
    out.numberOrNull("high", limits.high());
    out.text("unit", limits.unit());
  }

  @Override
  SensorReference read(FieldReader in) {
    String site = null;
    String line = null;
    String machine = null;
    String displayName = null;
    String expectedUnit = null;
    Limits limits = null;
    Long mutedUntil = null;
    while (in.next()) {
      switch (in.name()) {
        case "site" -> site = in.textOrNull();
        case "line" -> line = in.textOrNull();
        case "machine" -> machine = in.textOrNull();
        case "display_name" -> displayName = in.textOrNull();
        case "expected_unit" -> expectedUnit = in.textOrNull();
        case "limits" -> limits = in.objectOrNull(SensorReferenceJson::readLimits);
        case "muted_until" -> mutedUntil = in.timeOrNull();
        default -> in.skip();
      }
    }
    return new SensorReference(site, line, machine, displayName, expectedUnit, limits, mutedUntil);
  }

  private static Limits readLimits(FieldReader in) {
    Double low = null;
    Double high = null;
    String unit = null;
    while (in.next()) {
      switch (in.name()) {
        case "low" -> low = in.numberOrNull();
        case "high" -> high = in.numberOrNull();
        case "unit" -> unit = in.textOrNull();
        default -> in.skip();
      }
    }
    return new Limits(low, high, unit);
  }
}
