package muster.demo.xuzhou;

import java.util.random.RandomGenerator;

/** PersonNames of people, from the most common surnames and given-name characters. */
final class PersonNames {
  /** The commonest come more than once, about as often as in life. */
  private static final String SURNAMES =
      "王王王王李李李李张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐徐孙孙马马朱朱胡胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

  private static final String GIVEN =
      "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲红玉梅海波鑫鹏飞慧颖宁凯健志新春雪莉云峰亮龙欣怡婷雨晨昊宇轩子涵梓思琪佳俊豪东林森永清福贵荣光祥庆利民兴旺忠义诚信德才学礼仁安康乐";

  private PersonNames() {}

  static String next(RandomGenerator random) {
    StringBuilder name = new StringBuilder(3).append(pick(SURNAMES, random));
    name.append(pick(GIVEN, random));
    if (random.nextInt(100) < 70) {
      name.append(pick(GIVEN, random));
    }
    return name.toString();
  }

  private static char pick(String characters, RandomGenerator random) {
    return characters.charAt(random.nextInt(characters.length()));
  }
}
