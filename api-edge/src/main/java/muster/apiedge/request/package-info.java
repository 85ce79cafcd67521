/**
 * What of a request every web server looks at before its framework does: where it comes from, how
 * its header is written, and what is refused; plain Java.
 */
@NullMarked
package muster.apiedge.request;

import org.jspecify.annotations.NullMarked;
