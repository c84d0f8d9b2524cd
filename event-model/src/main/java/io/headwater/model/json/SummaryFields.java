package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.Summary;
import org.jspecify.annotations.Nullable;

/** The six flat fields of a summary. */
final class SummaryFields {

  private @Nullable Long count;
  private @Nullable Double sum;
  private @Nullable Double min;
  private @Nullable Double max;
  private @Nullable Double stddev;

  static void write(Summary summary, FieldWriter out) {
    out.integer("count", summary.count());
    out.number("sum", summary.sum());
    out.number("min", summary.min());
    out.number("max", summary.max());
    out.number("avg", summary.avg());
    out.number("stddev", summary.stddev());
  }

  /** Takes the field {@code in} stands on if it is one of the six, and passes over any other. */
  void readOrSkip(FieldReader in) {
    switch (in.name()) {
      case "count" -> count = in.integer();
      case "sum" -> sum = in.number();
      case "min" -> min = in.number();
      case "max" -> max = in.number();
      case "stddev" -> stddev = in.number();
      // the quotient of sum and count, both of which are here
      case "avg" -> in.number();
      default -> in.skip();
    }
  }

  Summary summary() {
    long values = required("count", count);
    if (values < 1) {
      throw new ContractViolation("field count must be at least 1, but is " + values);
    }
    return new Summary(
        values,
        required("sum", sum),
        0,
        required("min", min),
        required("max", max),
        m2(required("stddev", stddev), values));
  }

  /** The M2 whose {@link Summary#stddev} is {@code stddev} to the last bit. */
  private static double m2(double stddev, long count) {
    double m2 = stddev * stddev * count;
    double deviation = Math.sqrt(m2 / count);
    if (deviation == stddev) {
      return m2;
    }
    return deviation < stddev ? Math.nextUp(m2) : Math.nextDown(m2);
  }
}
