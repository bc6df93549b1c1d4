/** ROOMZ: presence of workspaces. One event type, signed with HMAC-SHA512. */
package io.bellhop.provider.roomz;
