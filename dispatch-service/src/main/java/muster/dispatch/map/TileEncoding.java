package muster.dispatch.map;

/** The form of a tile on the wire. */
public interface TileEncoding {

  byte[] encode(TilePicture picture);
}
