/**
 * The parts Muster runs on, started on one machine: Kafka, PostgreSQL, tokens and the services as
 * processes of their own. Tests use the parts one by one; the launcher and the system tests use
 * them as a whole.
 */
@NullMarked
package muster.localstack;

import org.jspecify.annotations.NullMarked;
