/**
 * Checks of the storage that has the tables, and of the tables that are there. What is tried out is
 * tried in a folder of its own, which is deleted again.
 */
@NullMarked
package io.headwater.quickstart.doctor.storage;

import org.jspecify.annotations.NullMarked;
