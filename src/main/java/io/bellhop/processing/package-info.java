/** From stored events to what is known now: claim, translate, apply, fan out, mark, in one transaction over a batch. */
package io.bellhop.processing;
