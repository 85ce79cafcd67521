/** What all features' controllers use: refusals, pages, who may call what. */
@NullMarked
package muster.volunteer.http;

import org.jspecify.annotations.NullMarked;
