/** What could not be handled or published, for whoever keeps the service running. */
@NullMarked
package muster.dispatch.deadletters;

import org.jspecify.annotations.NullMarked;
