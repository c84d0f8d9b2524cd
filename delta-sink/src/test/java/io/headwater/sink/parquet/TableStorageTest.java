package io.headwater.sink.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.parquet.TableStorage.NewFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same promises, past Hadoop's file systems and through them. */
class TableStorageTest {

  private static final String PATH = "window_type=5%2Fm/deep/file";

  @TempDir Path root;

  private enum Kind {
    LOCAL {
      @Override
      TableStorage at(Path root) {
        return new LocalStorage(root);
      }
    },
    HADOOP {
      @Override
      TableStorage at(Path root) throws IOException {
        // without checksum files, as object stores are
        return new HadoopStorage(
            FileSystem.getLocal(new Configuration()).getRaw(),
            new org.apache.hadoop.fs.Path(root.toUri()));
      }
    };

    abstract TableStorage at(Path root) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadBackWhatWasWritten(Kind kind) throws IOException {
    TableStorage storage = kind.at(root);

    write(storage, "water");

    assertThat(storage.seal(PATH).sizeBytes()).isEqualTo(5);
    assertThat(storage.seal(PATH).modificationTimeMillis())
        .isEqualTo(Files.getLastModifiedTime(root.resolve(PATH)).toMillis());
    byte[] read = new byte[5];
    try (SeekableInputStream in = storage.existing(PATH).newStream()) {
      in.readFully(read);
    }
    assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("water");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNeverOverwrite(Kind kind) throws IOException {
    TableStorage storage = kind.at(root);
    write(storage, "first");

    assertThatThrownBy(() -> write(storage, "second")).isInstanceOf(IOException.class);

    assertThat(root.resolve(PATH)).hasContent("first");
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeleteAndNotMindWhenThereIsNothing(Kind kind) throws IOException {
    TableStorage storage = kind.at(root);
    write(storage, "water");

    storage.delete(PATH);
    storage.delete(PATH);

    assertThat(root.resolve(PATH)).doesNotExist();
    assertThatThrownBy(() -> storage.existing(PATH).newStream()).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void shouldCloseWhatItsWriterLeftOpen(Kind kind) throws IOException {
    // Given a writer that failed before it closed its stream
    PositionOutputStream leaked;
    try (NewFile file = kind.at(root).newFile(PATH)) {
      leaked = file.create(0);
      leaked.write(1);
      assertThat(leaked.getPos()).isEqualTo(1);
    }

    // Then the stream is closed, and closing it once more does no harm
    assertThatThrownBy(
            () -> {
              leaked.write(new byte[1 << 17]);
              leaked.flush();
            })
        .isInstanceOf(IOException.class);
    leaked.close();
  }

  @Test
  void shouldGoPastHadoopOnTheLocalDiskOnly() throws IOException {
    for (String local : List.of("file:/data/events", "/data/events", "events")) {
      assertThat(TableStorage.of(new org.apache.hadoop.fs.Path(local), new Configuration()))
          .isInstanceOf(LocalStorage.class);
    }
    assertThatThrownBy(
            () ->
                TableStorage.of(
                    new org.apache.hadoop.fs.Path("nonsense://x/events"), new Configuration()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nonsense");
  }

  private static void write(TableStorage storage, String text) throws IOException {
    try (NewFile file = storage.newFile(PATH);
        PositionOutputStream out = file.create(0)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
