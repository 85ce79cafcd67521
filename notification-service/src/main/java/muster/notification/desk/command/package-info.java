/** Says what desks say, on the topic that all instances read. */
@NullMarked
package muster.notification.desk.command;

import org.jspecify.annotations.NullMarked;
