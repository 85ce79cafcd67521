/**
 * Made-up volunteers for the real city tree of Xuzhou: the same seed gives the same teams, people
 * and positions, at any size up to that of the city's own programme.
 */
@NullMarked
package muster.demo.xuzhou;

import org.jspecify.annotations.NullMarked;
