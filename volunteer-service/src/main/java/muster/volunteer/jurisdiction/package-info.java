/** The official tree of administrative divisions. Plain CRUD. */
@NullMarked
package muster.volunteer.jurisdiction;

import org.jspecify.annotations.NullMarked;
