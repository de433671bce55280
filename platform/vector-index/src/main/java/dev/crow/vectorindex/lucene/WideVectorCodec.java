package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.VectorLimits;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own codec without its limit of 1,024 dimensions, which is a policy and not a property of
 * the files: they carry the usual format names, and any Lucene reads them.
 */
final class WideVectorCodec extends Lucene104Codec {

  private final KnnVectorsFormat vectors = new Wide(new Lucene99HnswVectorsFormat());

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }

  private static final class Wide extends KnnVectorsFormat {
    private final KnnVectorsFormat delegate;

    Wide(KnnVectorsFormat delegate) {
      super(delegate.getName());
      this.delegate = delegate;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return delegate.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return delegate.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return VectorLimits.MAX_DIMENSIONS;
    }
  }
}
