/**
 * A town that trains: people on duty who move, answer and come, and incidents that call them. All
 * of it through the services' own APIs, as phones and desks do it.
 */
@NullMarked
package muster.demo.exercise;

import org.jspecify.annotations.NullMarked;
