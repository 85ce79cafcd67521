/**
 * Alerts in PostgreSQL: their events, what is derived from them, and which alert holds which team.
 */
@NullMarked
package muster.dispatch.alert.postgres;

import org.jspecify.annotations.NullMarked;
