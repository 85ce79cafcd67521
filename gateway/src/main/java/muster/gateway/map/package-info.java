/** On which base the pages draw their map. */
@NullMarked
package muster.gateway.map;

import org.jspecify.annotations.NullMarked;
