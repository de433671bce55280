package dev.crow.webingest.session;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * Keeps RocksDB small: a laptop runs two dozen stores (eight for each of three partitions), and
 * each would take up to 50 MB of cache and three write buffers of 16 MB.
 */
public final class SmallRocksDb implements RocksDBConfigSetter {

  private static final long WRITE_BUFFER = 2L * 1024 * 1024;
  private static final int WRITE_BUFFERS = 2;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setNoBlockCache(false);
      table.setCacheIndexAndFilterBlocks(true);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
  }

  @Override
  public void close(String store, Options options) {
    // Nothing was allocated here.
  }
}
