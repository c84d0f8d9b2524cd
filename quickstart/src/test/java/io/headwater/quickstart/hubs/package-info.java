/** Both apps against what stands in for Azure Event Hubs: a broker that wants the same sign-in. */
@NullMarked
package io.headwater.quickstart.hubs;

import org.jspecify.annotations.NullMarked;
