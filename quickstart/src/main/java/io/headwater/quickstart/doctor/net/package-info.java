/** What the network says of an address: names, connections, TLS. */
@NullMarked
package io.headwater.quickstart.doctor.net;

import org.jspecify.annotations.NullMarked;
