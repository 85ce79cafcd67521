/** What every feature's core needs: refusals as values, checks of fields, who may do what. */
@NullMarked
package muster.volunteer.rules;

import org.jspecify.annotations.NullMarked;
