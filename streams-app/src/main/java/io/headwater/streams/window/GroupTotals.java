package io.headwater.streams.window;

/**
 * What a location window comes to in one partition.
 *
 * @param sensors distinct sensors that contributed
 */
record GroupTotals(Group group, Totals totals, long sensors) {

  /** Of one sensor's series. */
  static GroupTotals of(Series series, Totals totals) {
    return new GroupTotals(series.group(), totals, 1);
  }

  /** With one more sensor's series of the group. */
  GroupTotals plus(Totals more) {
    return new GroupTotals(group, totals.merge(more), sensors + 1);
  }
}
