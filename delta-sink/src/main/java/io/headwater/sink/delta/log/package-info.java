/**
 * The files of a Delta log as they lie in {@code _delta_log}: their names, what an entry or a
 * checkpoint says, and which versions can be read with them. For what Delta Standalone does not
 * tell: history, references of old versions, and what may be deleted.
 */
@NullMarked
package io.headwater.sink.delta.log;

import org.jspecify.annotations.NullMarked;
