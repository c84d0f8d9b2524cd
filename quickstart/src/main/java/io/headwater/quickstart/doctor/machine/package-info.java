/** Checks of the machine the doctor runs on, and of what else can be reached from it. */
@NullMarked
package io.headwater.quickstart.doctor.machine;

import org.jspecify.annotations.NullMarked;
