/**
 * Transactional outbox. {@link muster.outbox.Outbox} writes records into a table in the transaction
 * of the change they tell of; {@link muster.outbox.OutboxRelay} carries them to Kafka, in order per
 * key, at least once.
 */
@NullMarked
package muster.outbox;

import org.jspecify.annotations.NullMarked;
