/** The stage that makes episodes of anomalies, and one alert of many at one location. */
@NullMarked
package io.headwater.streams.alert;

import org.jspecify.annotations.NullMarked;
