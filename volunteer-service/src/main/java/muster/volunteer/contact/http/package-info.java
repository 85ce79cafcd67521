/** Contacts on the wire. */
@NullMarked
package muster.volunteer.contact.http;

import org.jspecify.annotations.NullMarked;
