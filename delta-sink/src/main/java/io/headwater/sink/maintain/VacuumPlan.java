package io.headwater.sink.maintain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which files of a table nobody needs any more. A file goes only if no version that can still be
 * read has it, whatever any clock says, <em>and</em> it was written before the cutoff, so that it
 * cannot be one whose commit is under way, <em>and</em> it ceased to be part of the table before
 * the cutoff, if it ever was.
 *
 * @param doomed what goes
 * @param young no version has them, and they are not old enough yet
 */
record VacuumPlan(List<StoredFile> doomed, List<StoredFile> young) {

  VacuumPlan {
    doomed = List.copyOf(doomed);
    young = List.copyOf(young);
  }

  static VacuumPlan of(Collection<StoredFile> found, References references, Instant cutoff) {
    List<StoredFile> doomed = new ArrayList<>();
    List<StoredFile> young = new ArrayList<>();
    long old = cutoff.toEpochMilli();
    for (StoredFile file : found) {
      if (!references.isRetained(file.path())) {
        boolean isOld = file.modifiedMillis() < old && references.removedMillis(file.path()) < old;
        (isOld ? doomed : young).add(file);
      }
    }
    return new VacuumPlan(doomed, young);
  }
}
