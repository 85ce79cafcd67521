/** Members of several teams who answer one alert at the same moment. */
@NullMarked
package muster.benchmarks.race;

import org.jspecify.annotations.NullMarked;
