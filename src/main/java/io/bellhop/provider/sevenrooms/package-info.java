/**
 * SevenRooms: reservations and guests of restaurants. Its reference is not public, so how requests are proved is settings,
 * and two styles of body are read: as the product's partners describe it, and as public receivers have seen it.
 */
package io.bellhop.provider.sevenrooms;
