/** The public port: TLS served here, or a proxy that ends it; and a warning where there is neither. */
package io.bellhop.edge;
