/** Shows contacts, which is recorded. */
@NullMarked
package muster.volunteer.contact.command;

import org.jspecify.annotations.NullMarked;
