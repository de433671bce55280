package dev.crow.testkit.cloudflare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.crow.d1.D1DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sqlline.SqlLine;

/** Programs that know JDBC, and nothing of D1. */
class D1ToolsTests {

  private static final Table<Record> ITEM = table(name("item"));
  private static final Field<Long> ID = field(name("id"), Long.class);
  private static final Field<String> NAME = field(name("name"), String.class);
  private static final Field<Double> PRICE = field(name("price"), Double.class);
  private static final Field<byte[]> PICTURE = field(name("picture"), byte[].class);

  private FakeD1 d1;
  private DSLContext jooq;

  @BeforeEach
  void start(@TempDir Path folder) throws SQLException {
    d1 = FakeD1.start(folder.resolve("d1.db"));
    Properties properties = new Properties();
    properties.setProperty("token", FakeD1.TOKEN);
    jooq = DSL.using(new D1DataSource(d1.jdbcUrl(), properties), SQLDialect.SQLITE);
    jooq.execute(
        "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, price REAL, picture BLOB)");
    jooq.execute("CREATE INDEX item_price ON item (price)");
    jooq.execute("CREATE TABLE part (item_id INTEGER NOT NULL REFERENCES item (id), no INTEGER)");
  }

  @AfterEach
  void stop() {
    d1.close();
  }

  @Test
  void jooqReadsAndWrites() {
    byte[] picture = {0, -1, 7};
    assertThat(
            jooq.insertInto(ITEM, ID, NAME, PRICE, PICTURE)
                .values(Long.MAX_VALUE, "it's", 1.5, picture)
                .values(2L, "two", 2.0, null)
                .execute())
        .isEqualTo(2);
    assertThat(
            jooq.insertInto(ITEM, ID, NAME)
                .values(2L, "again")
                .onConflict(ID)
                .doUpdate()
                .set(NAME, "two, again")
                .execute())
        .isEqualTo(1);
    var row = jooq.selectFrom(ITEM).where(ID.eq(Long.MAX_VALUE).and(PRICE.gt(1.0))).fetchSingle();
    assertThat(row.get(NAME)).isEqualTo("it's");
    assertThat(row.get(ID)).isEqualTo(Long.MAX_VALUE);
    assertThat(row.get(PICTURE)).isEqualTo(picture);
    assertThat(
            jooq.select(NAME, count())
                .from(ITEM)
                .groupBy(NAME)
                .orderBy(NAME)
                .limit(1)
                .offset(1)
                .fetch(NAME))
        .containsExactly("two, again");
    assertThat(jooq.insertInto(ITEM, NAME).values("made").returningResult(ID, NAME).fetchOne(NAME))
        .isEqualTo("made");
    assertThat(jooq.deleteFrom(ITEM).where(ID.in(2L, 9L)).execute()).isEqualTo(1);
  }

  @Test
  void jooqsBatchesAndTransactionsAreAtomic() {
    jooq.batch(
            jooq.insertInto(ITEM, ID, NAME).values(1L, "a"),
            jooq.insertInto(ITEM, ID, NAME).values(2L, "b"))
        .execute();
    jooq.transaction(
        inner -> {
          inner.dsl().insertInto(ITEM, ID, NAME).values(3L, "c").execute();
          inner.dsl().update(ITEM).set(PRICE, 3.0).where(ID.eq(3L)).execute();
        });
    assertThatThrownBy(
            () ->
                jooq.transaction(
                    inner -> {
                      inner.dsl().insertInto(ITEM, ID, NAME).values(4L, "d").execute();
                      inner.dsl().insertInto(ITEM, ID, NAME).values(5L, "a").execute();
                    }))
        .isInstanceOf(DataAccessException.class);
    assertThat(jooq.fetchCount(ITEM)).isEqualTo(3);
    assertThatThrownBy(() -> jooq.insertInto(ITEM, ID, NAME).values(6L, "a").execute())
        .isInstanceOf(IntegrityConstraintViolationException.class);
  }

  @Test
  void jooqFindsOutAboutTables() {
    var item = jooq.meta().getTables("item").getFirst();
    assertThat(item.fields()).extracting(Field::getName).contains("id", "name", "price", "picture");
    assertThat(requireNonNull(item.field("price")).getType()).isIn(Float.class, Double.class);
    assertThat(requireNonNull(item.getPrimaryKey()).getFields())
        .extracting(Field::getName)
        .containsExactly("id");
    assertThat(jooq.meta().getTables("part").getFirst().getReferences()).hasSize(1);
  }

  @Test
  void aSqlClientConnectsLooksAroundAndQueries() throws IOException {
    jooq.insertInto(ITEM, ID, NAME).values(1L, "the only one").execute();
    String script =
        """
        !tables
        !describe item
        !indexes item
        !primarykeys item
        !importedkeys part
        !dbinfo
        !autocommit off
        insert into item (id, name) values (2, 'held back');
        !rollback
        insert into item (id, name) values (3, 'kept');
        !commit
        !autocommit on
        select name, price from item order by id;
        selec nonsense;
        !quit
        """;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    SqlLine client = new SqlLine();
    PrintStream printed = new PrintStream(output, true, StandardCharsets.UTF_8);
    client.setOutputStream(printed);
    client.setErrorStream(printed);
    client.begin(
        new String[] {
          "-d",
          "dev.crow.d1.D1Driver",
          "-u",
          d1.jdbcUrl(),
          "-n",
          "d1",
          "-p",
          FakeD1.TOKEN,
          "--outputformat=csv",
          "--color=false"
        },
        new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
        false);
    String said = output.toString(StandardCharsets.UTF_8);
    assertThat(said)
        .contains("'item'", "'part'")
        .contains("item_price")
        .contains("Cloudflare D1", "getDriverName")
        .contains("'the only one',''", "'kept',''")
        .doesNotContain("'held back',''")
        .contains("near \"selec\": syntax error");
  }
}
