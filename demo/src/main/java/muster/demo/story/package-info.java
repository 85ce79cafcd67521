/**
 * The story of a stolen e-bike, played on a running stack through its API alone: a villager
 * reports, an officer triages, simulated volunteers answer, and every step is checked as it
 * happens.
 */
@NullMarked
package muster.demo.story;

import org.jspecify.annotations.NullMarked;
