/**
 * What a benchmark runs on: a directory, a broker and a stream in processes of their own, and the
 * views of them that a measurement is made of. Whoever leaves the {@link
 * io.headwater.bench.rig.Workbench} leaves nothing behind.
 */
@NullMarked
package io.headwater.bench.rig;

import org.jspecify.annotations.NullMarked;
