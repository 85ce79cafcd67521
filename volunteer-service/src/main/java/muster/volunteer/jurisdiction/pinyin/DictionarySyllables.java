package muster.volunteer.jurisdiction.pinyin;

import com.github.houbb.pinyin.constant.enums.PinyinStyleEnum;
import com.github.houbb.pinyin.util.PinyinHelper;
import java.util.List;
import java.util.regex.Pattern;
import muster.volunteer.jurisdiction.Readings;

/** All readings of a character, by the library's dictionary of 41,000 of them. */
public final class DictionarySyllables implements Readings.Syllables {
  private static final Pattern SYLLABLE = Pattern.compile("[a-z]+");

  @Override
  public List<String> of(int codePoint) {
    if (!Character.isIdeographic(codePoint) || !Character.isBmpCodePoint(codePoint)) {
      return List.of();
    }
    return PinyinHelper.toPinyinList((char) codePoint, PinyinStyleEnum.NORMAL).stream()
        .map(syllable -> syllable.replace('ü', 'v').replace('ê', 'e'))
        .filter(syllable -> SYLLABLE.matcher(syllable).matches())
        .distinct()
        .toList();
  }
}
