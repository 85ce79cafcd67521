/** The service: each feature has its pure core in its own package and adapters beneath. */
@NullMarked
package muster.volunteer;

import org.jspecify.annotations.NullMarked;
