/** The HTTP edge that all features share: tokens, problem details, paging, OpenAPI. */
@NullMarked
package muster.volunteer.http;

import org.jspecify.annotations.NullMarked;
